# Needs the .NET 10 SDK and nothing else.
CONFIGURATION ?= Release
DEMO_ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help restore build test lint bench demo crds

help: ## Print this help
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

restore: ## Restore the packages, at exactly the locked versions
	dotnet restore FedScaler.sln --locked-mode -nologo

build: restore ## Build everything; a warning is an error
	dotnet build FedScaler.sln -c $(CONFIGURATION) --no-restore -nologo -v q

test: build ## Run every test and print the sum
	@bash eng/test.sh $(CONFIGURATION)

lint: build ## Run the analyzers (they are part of the build) and check the format
	dotnet format FedScaler.sln --verify-no-changes --no-restore

bench: build ## Run the benchmarks and write BENCHMARKS.md
	dotnet run -c $(CONFIGURATION) --no-build --project tests/FedScaler.Benchmarks -- --markdown BENCHMARKS.md

demo: build ## Play two days of real load over three clusters, one of which is lost on the way
	dotnet run -c $(CONFIGURATION) --no-build --project src/FedScaler -- demo $(DEMO_ARGS)

crds: build ## Write the CRDs from their C# types into the Helm chart
	dotnet run -c $(CONFIGURATION) --no-build --project src/FedScaler -- crds --out charts/fedscaler/crds
