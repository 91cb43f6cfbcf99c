"""What only a survey has. Its questions are `question` blocks of its steps; answers branch the steps."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from guides.model import Model


class Survey(Model):
    """`wait_days`: not shown to somebody who met any other survey within so many days."""

    wait_days: Annotated[float, Field(ge=0, le=365)] = 30
    anonymous: bool = Field(default=False, description="Answers are kept without the person; the account stays.")
    partial: bool = Field(
        default=True, description="Answers of people who leave before the end are kept, and counted as partial."
    )
