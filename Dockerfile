# syntax=docker/dockerfile:1
# The fedscaler image: make image, or for several architectures
#   docker buildx build --platform linux/amd64,linux/arm64 --tag registry.example/fedscaler --push .

# The SDK that the lock files were written with: another one asks for another version of its own build package.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0.401-noble AS build
WORKDIR /source
# CI=true: paths and versions in what is compiled do not depend on the machine.
ENV CI=true DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# What decides about the packages comes first: a changed source alone takes the restored layer from the cache.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/FedScaler/FedScaler.csproj src/FedScaler/packages.lock.json src/FedScaler/
COPY src/FedScaler.Api/FedScaler.Api.csproj src/FedScaler.Api/packages.lock.json src/FedScaler.Api/
COPY src/FedScaler.Controllers/FedScaler.Controllers.csproj src/FedScaler.Controllers/packages.lock.json src/FedScaler.Controllers/
COPY src/FedScaler.Core/FedScaler.Core.csproj src/FedScaler.Core/packages.lock.json src/FedScaler.Core/
COPY src/FedScaler.Kube/FedScaler.Kube.csproj src/FedScaler.Kube/packages.lock.json src/FedScaler.Kube/
COPY src/FedScaler.Runtime/FedScaler.Runtime.csproj src/FedScaler.Runtime/packages.lock.json src/FedScaler.Runtime/
COPY src/FedScaler.Sandbox/FedScaler.Sandbox.csproj src/FedScaler.Sandbox/packages.lock.json src/FedScaler.Sandbox/
RUN dotnet restore src/FedScaler --locked-mode

COPY LICENSE ./
COPY eng/*.globalconfig eng/*.txt eng/
COPY samples/traces samples/traces
COPY src src
# Portable: the same files run on every architecture, so nothing is compiled under emulation.
RUN dotnet publish src/FedScaler --configuration Release --no-restore --output /app -p:UseAppHost=false

# Chiseled: no shell, no package manager. "extra" brings the time zones, without which no CronHPA could be told its hour.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="FedScaler" \
      org.opencontainers.image.description="Autoscales one application over many Kubernetes clusters" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
COPY --from=build /app /app
COPY --from=build /source/LICENSE /licenses/LICENSE
# The root file system may be read-only: nothing is written but to /tmp, and no diagnostics socket even there.
ENV DOTNET_EnableDiagnostics=0
# Nobody, and as a number, so that runAsNonRoot can be checked.
USER 65532:65532
EXPOSE 9090
ENTRYPOINT ["dotnet", "/app/fedscaler.dll"]
CMD ["run"]
