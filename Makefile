# Needs the .NET 10 SDK and nothing else, but for `make image` (docker or podman) and `make chart` (helm).
CONFIGURATION ?= Release
DEMO_ARGS ?=
IMAGE ?= fedscaler/fedscaler:$(VERSION)
VERSION = $(shell sed -n 's/.*<Version>\(.*\)<.Version>.*/\1/p' Directory.Build.props)
REVISION = $(shell git rev-parse HEAD 2> /dev/null || echo unknown)
CONTAINERS ?= $(shell command -v docker || command -v podman || echo docker)
PACKAGING = dotnet run -c $(CONFIGURATION) --no-build --project eng/FedScaler.Packaging --

.DEFAULT_GOAL := help
.PHONY: help restore build test lint bench demo crds chart image sbom

help: ## Print this help
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

restore: ## Restore the packages, at exactly the locked versions
	dotnet restore FedScaler.sln --locked-mode -nologo

build: restore ## Build everything; a warning is an error
	dotnet build FedScaler.sln -c $(CONFIGURATION) --no-restore -nologo -v q

test: build ## Run every test and print the sum
	@bash eng/test.sh $(CONFIGURATION)

lint: build ## Run the analyzers (they are part of the build) and check the format
	dotnet format whitespace FedScaler.sln --verify-no-changes --no-restore

bench: build ## Run the benchmarks and write BENCHMARKS.md
	dotnet run -c $(CONFIGURATION) --no-build --project tests/FedScaler.Benchmarks -- --markdown BENCHMARKS.md

demo: build ## Play two days of real load over three clusters, one of which is lost on the way
	dotnet run -c $(CONFIGURATION) --no-build --project src/FedScaler -- demo $(DEMO_ARGS)

crds: build ## Write the CRDs from their C# types into the Helm chart
	dotnet run -c $(CONFIGURATION) --no-build --project src/FedScaler -- crds --out charts/fedscaler/crds

chart: build ## Carry the chart's values over into schema and README, and render it into deploy/base
	$(PACKAGING) chart
	bash eng/render-base.sh

image: ## Build the container image, named IMAGE
	$(CONTAINERS) build --build-arg VERSION=$(VERSION) --build-arg REVISION=$(REVISION) --tag $(IMAGE) .

sbom: build ## Write what the program is made of to out/fedscaler.cdx.json (CycloneDX)
	mkdir -p out
	$(PACKAGING) sbom src/FedScaler out/fedscaler.cdx.json
