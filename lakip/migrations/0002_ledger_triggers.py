"""The database itself refuses to change or remove what the ledger holds."""

from django.db import migrations

from lakip.ledger import triggers


class Migration(migrations.Migration):
    """Installs the triggers of the ledger's tables."""

    dependencies = [("lakip", "0001_initial")]
    operations = [migrations.RunPython(triggers.install, triggers.remove)]
