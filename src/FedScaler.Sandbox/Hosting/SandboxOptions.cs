namespace FedScaler.Sandbox.Hosting;

/// <summary>How a fleet is made.</summary>
public sealed record SandboxOptions
{
    /// <summary>The clock of all clusters: creation times, events, watch timeouts, simulated controllers.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Decides uids and generated names.</summary>
    public int Seed { get; init; }

    /// <summary>The members' names; the hub is always called hub.</summary>
    public IReadOnlyList<string> Members { get; init; } = ["idc-a", "idc-b", "cloud-c"];

    /// <summary>
    /// TLS with HTTP/2 and a certificate authority of its own; without it plain HTTP/1.1, which costs less, and over which
    /// kubectl sends no token.
    /// </summary>
    public bool UseTls { get; init; } = true;

    /// <summary>How many changes per resource type watches can look back on.</summary>
    public int HistoryLimit { get; init; } = 8192;

    /// <summary>Runs the garbage collector and the namespace controller in each cluster.</summary>
    public bool RunControllers { get; init; } = true;
}
