"""The same walk in SpiffWorkflow 3.2, its state stored durably after each completion.

SpiffWorkflow keeps nothing itself: it turns a workflow into JSON, and the application stores
that. Here it goes into the SQLite library, the journal and the `synchronous=FULL` that our own
installation uses.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.specs.mixins import UserTaskMixin
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

MAP = Path(__file__).with_suffix(".bpmn")
RETURNING_STEP = "verifikasi-draft"
READ = "SELECT state FROM walk WHERE id = ?"
KEEP = "UPDATE walk SET state = ? WHERE id = ?"


class SpiffWalks:
    """Walks through the map, kept in one SQLite file."""

    def __init__(self, file: Path, *, pragmas: str) -> None:
        """`pragmas` are the statements that our own installation opens its database with."""
        parser = BpmnParser()
        parser.add_bpmn_file(str(MAP))
        self._map = parser.get_spec("lakip")
        self._serializer = BpmnWorkflowSerializer()
        self._database = sqlite3.connect(file, isolation_level=None)
        self._database.executescript(pragmas)
        self._database.execute("CREATE TABLE walk (id INTEGER PRIMARY KEY, state TEXT NOT NULL)")

    def pragma(self, name: str) -> str | int:
        """What the open database says about one of its settings."""
        found: str | int = self._database.execute(f"PRAGMA {name}").fetchone()[0]
        return found

    def walk(self, *, returns: int, in_memory: bool = False) -> Iterator[tuple[str, float]]:
        """One walk from beginning to end: each completion's task and its seconds.

        As with ours, a completion begins with the stored state, for the next request may reach
        another process; `in_memory` keeps the workflow instead, as only a lone process could.
        """
        workflow = BpmnWorkflow(self._map)
        workflow.do_engine_steps()
        state = self._serializer.serialize_json(workflow)
        row = self._database.execute("INSERT INTO walk (state) VALUES (?)", (state,)).lastrowid
        while not workflow.is_completed():
            started = perf_counter()
            if not in_memory:
                (state,) = self._database.execute(READ, (row,)).fetchone()
                workflow = self._serializer.deserialize_json(state)
            (task,) = workflow.get_tasks(state=TaskState.READY, spec_class=UserTaskMixin)
            name = task.task_spec.name
            returned = name == RETURNING_STEP and returns > 0
            returns -= returned
            task.data["returned"] = returned
            task.run()
            workflow.do_engine_steps()
            self._database.execute(KEEP, (self._serializer.serialize_json(workflow), row))
            yield name, perf_counter() - started
