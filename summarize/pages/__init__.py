"""The app's page in Gradio, one module a tab. Only this package and `app_gradio.py` know the toolkit.

What is shown is made in `summarize.views` (plain HTML, every foreign string escaped); these modules place it, name the
events, and turn errors into sentences.
"""

import os

# Read when gradio is imported: no usage statistics and no look for a newer version.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
