namespace FedScaler.Sandbox.Karmada;

/// <summary>How a simulated Karmada control plane behaves; the defaults are those of its binaries' flags.</summary>
public sealed record KarmadaSettings
{
    /// <summary>Decides the permanent ids.</summary>
    public int Seed { get; init; }
}
