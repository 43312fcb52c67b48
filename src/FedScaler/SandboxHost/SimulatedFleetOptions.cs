using FedScaler.Hosting.Federations;
using FedScaler.Sandbox.Simulation;

namespace FedScaler.SandboxHost;

/// <summary>How a simulated fleet is made.</summary>
public sealed record SimulatedFleetOptions
{
    /// <summary>The clock of everything: servers, controllers, load.</summary>
    public required TimeProvider Time { get; init; }

    public int Members { get; init; } = 3;

    /// <summary>Decides everything that is random.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What federates the fleet.</summary>
    public FederationKind Federation { get; init; }

    /// <summary>The hub holds nothing of FedScaler: no CRD, no member registered. A Karmada control plane knows its members all the same.</summary>
    public bool Bare { get; init; }

    /// <summary>TLS and HTTP/2, as kubectl needs it to send its token; plain http costs less.</summary>
    public bool UseTls { get; init; } = true;

    /// <summary>The namespace that the members' Secrets are put into.</summary>
    public string Namespace { get; init; } = "fedscaler-system";

    /// <summary>How members behave; null for a stock cluster.</summary>
    public SimulationSettings? Simulation { get; init; }
}
