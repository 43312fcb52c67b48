using FedScaler.Hosting.Federations;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada;

/// <summary>The same on a Karmada control plane.</summary>
public sealed class KarmadaHandOverTests : Leadership.HandOverTests
{
    protected override FederationKind Federation => FederationKind.Karmada;
}
