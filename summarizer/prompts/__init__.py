"""Article → messages; Problems → repair message."""

from summarizer.prompts.ask import Answer, Ask, Model
from summarizer.prompts.messages import (
    ClaimReadings,
    Frame,
    RepairItem,
    Repairs,
    Require,
    article_ask,
    claims_ask,
    frame_ask,
    repair_ask,
)
from summarizer.prompts.template import CLAIMS_PROMPT, DEFAULT_PROMPT, FRAME_PROMPT, REPAIR_PROMPT, Prompt, load_prompt

__all__ = [
    "CLAIMS_PROMPT",
    "DEFAULT_PROMPT",
    "FRAME_PROMPT",
    "REPAIR_PROMPT",
    "Answer",
    "Ask",
    "ClaimReadings",
    "Frame",
    "Model",
    "Prompt",
    "RepairItem",
    "Repairs",
    "Require",
    "article_ask",
    "claims_ask",
    "frame_ask",
    "load_prompt",
    "repair_ask",
]
