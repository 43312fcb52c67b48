using FedScaler.Hosting.Federations;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada;

/// <summary>The same on a Karmada control plane.</summary>
public sealed class KarmadaCrashTests : CrashTests
{
    protected override FederationKind Federation => FederationKind.Karmada;

    /// <inheritdoc/>
    /// <remarks>The order of writes is the direct mode's, where each is tried.</remarks>
    protected override int Stride => 6;
}
