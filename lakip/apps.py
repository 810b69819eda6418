"""The one Django app: one migration history, many rooms."""

from importlib import import_module

from django.apps import AppConfig


class LakipConfig(AppConfig):
    """Named so that models in every room belong to it."""

    name = "lakip"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "LAKIP"

    def ready(self) -> None:
        """Lay the papers' workbenches on the engine's table, now that the models are loaded."""
        import_module("lakip.papers.table").lay_out_all()
