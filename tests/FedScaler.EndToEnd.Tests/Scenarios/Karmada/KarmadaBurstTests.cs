using FedScaler.SandboxHost;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada;

/// <summary>The same on a Karmada control plane.</summary>
public sealed class KarmadaBurstTests : BurstTests
{
    protected override Federation Federation => Federation.Karmada;
}
