using FedScaler.Hosting.Federations;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada;

/// <summary>The same on a Karmada control plane.</summary>
public sealed class KarmadaMissingKindTests : MissingKindTests
{
    protected override FederationKind Federation => FederationKind.Karmada;
}
