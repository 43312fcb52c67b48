using System.Collections.Frozen;
using FedScaler.Sandbox.Hosting;
using FedScaler.Sandbox.Simulation;

namespace FedScaler.Sandbox.Karmada;

/// <summary>What Karmada's control loops share: the hub, the members, the clock.</summary>
internal sealed class KarmadaContext
{
    private readonly Random _random;

    public KarmadaContext(
        SandboxCluster hub, IReadOnlyList<SandboxCluster> members, IReadOnlyList<MemberSimulation> simulations, TimeProvider time, KarmadaSettings settings)
    {
        Time = time;
        // Not for secrets: the same seed has to give the same ids.
        _random = new(settings.Seed);
        Hub = new(hub, time);
        Settings = settings;
        Simulations = simulations.ToFrozenDictionary(static simulation => simulation.Name, StringComparer.Ordinal);
        Members = new SortedDictionary<string, KarmadaCluster>(
            members.ToDictionary(static member => member.Name, member => new KarmadaCluster(member, time)), StringComparer.Ordinal);
    }

    public KarmadaSettings Settings { get; }

    public KarmadaCluster Hub { get; }

    /// <summary>By name. Which of them Karmada knows is for the Cluster objects on the hub to say.</summary>
    public IReadOnlyDictionary<string, KarmadaCluster> Members { get; }

    /// <summary>What lives in the members, by their names.</summary>
    public IReadOnlyDictionary<string, MemberSimulation> Simulations { get; }

    public TimeProvider Time { get; }

    public DateTimeOffset Now => Time.GetUtcNow();

    public long Writes => Hub.Writes + Members.Values.Sum(member => member.Writes);

    /// <summary>A new id in the form of a random UUID (RFC 9562, version 4).</summary>
    public string NewId()
    {
        Span<byte> id = stackalloc byte[16];
        lock (_random) _random.NextBytes(id);
        id[6] = (byte)((id[6] & 0x0f) | 0x40);
        id[8] = (byte)((id[8] & 0x3f) | 0x80);
        return new Guid(id, bigEndian: true).ToString();
    }
}
