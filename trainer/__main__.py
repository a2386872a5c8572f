"""`python -m trainer`, and the `trainer` command."""

import gc

# While modules load there is nothing to collect, and looking for it costs a tenth of the start. The commands switch
# it on again when they begin, the app after its first paint.
gc.disable()

from trainer.cli.main import main  # noqa: E402 - what it loads is meant

if __name__ == "__main__":
    main()
