# The two commands that matter: `make run` and `make test`. Both do their own set-up.
.DEFAULT_GOAL := help
.PHONY: help run drill test lint bench clean

help: ## Say what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 14

run: ## Set up what is missing and start the app
	@tools/setup app && exec .venv/bin/trainer

# MIC and SCENARIO come from the command line: make drill MIC=message.wav SCENARIO=desk-line
drill: ## The same without the app; MIC=message.wav is the microphone, SCENARIO=id who is called
	@tools/setup app && exec .venv/bin/trainer drill $${SCENARIO:+"$$SCENARIO"} $${MIC:+--mic "$$MIC"}

test: ## Set up what is missing and run every check on a virtual sound card
	@tools/setup tests && exec tools/checks all

lint: ## Only the checks that run no test: ruff, mypy, import contracts
	@tools/setup lint && exec tools/checks static

bench: ## List the benches and how to run each
	@tools/setup lint && exec tools/benches

clean: ## Remove everything that was made here, the virtual environment included
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
