from django.db import models


class WorkerBeat(models.Model):
    """One process that does what is queued, and when it was last known alive."""

    # As django-tasks writes it on each task taken.
    worker_id = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    beaten_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-beaten_at", "-pk")

    def __str__(self) -> str:
        return self.worker_id
