using System.Collections.Immutable;
using FedScaler.Core.Quantities;

namespace FedScaler.Core.Capacity;

/// <summary>
/// Amounts of resources as the scheduler counts them: CPU in thousandths of a core, everything else in whole units, each
/// rounded up (k8s.io/kubernetes pkg/scheduler/framework/types.go, Resource). Amounts are from 0 to 2^63−1; a resource
/// that is not named is 0. Immutable, 32 bytes for a pod without extended resources.
/// </summary>
public readonly struct ResourceVector : IEquatable<ResourceVector>
{
    // Sorted by name, no zeros; default for most pods.
    private readonly ImmutableArray<ResourceAmount> _extended;

    private ResourceVector(long milliCpu, long memory, long ephemeralStorage, ImmutableArray<ResourceAmount> extended)
    {
        MilliCpu = milliCpu;
        Memory = memory;
        EphemeralStorage = ephemeralStorage;
        _extended = extended;
    }

    public static ResourceVector Empty => default;

    /// <summary>Thousandths of a core.</summary>
    public long MilliCpu { get; }

    /// <summary>Bytes.</summary>
    public long Memory { get; }

    /// <summary>Bytes.</summary>
    public long EphemeralStorage { get; }

    /// <summary>Every other resource, sorted by name, none of them 0: GPUs, huge pages, a node's pod slots.</summary>
    public ImmutableArray<ResourceAmount> Extended => _extended.IsDefault ? [] : _extended;

    public bool IsEmpty => MilliCpu == 0 && Memory == 0 && EphemeralStorage == 0 && Extended.IsEmpty;

    /// <summary>The amount of one resource in its unit (thousandths for cpu); 0 when it is not named.</summary>
    public long this[string name] => name switch
    {
        ResourceNames.Cpu => MilliCpu,
        ResourceNames.Memory => Memory,
        ResourceNames.EphemeralStorage => EphemeralStorage,
        _ => FindExtended(name),
    };

    public static ResourceVector Of(long milliCpu = 0, long memory = 0, long ephemeralStorage = 0, params ReadOnlySpan<ResourceAmount> extended)
    {
        var builder = new ResourceVectorBuilder();
        builder.Set(ResourceNames.Cpu, milliCpu);
        builder.Set(ResourceNames.Memory, memory);
        builder.Set(ResourceNames.EphemeralStorage, ephemeralStorage);
        foreach (var amount in extended)
            builder.Set(amount.Name, amount.Amount);
        return builder.Build();
    }

    /// <summary>A list as the API has it (a node's status.allocatable, a container's requests); negative amounts count as 0.</summary>
    public static ResourceVector From(IEnumerable<KeyValuePair<string, Quantity>> resources)
    {
        ArgumentNullException.ThrowIfNull(resources);
        var builder = new ResourceVectorBuilder();
        foreach (var (name, quantity) in resources)
            builder.Set(name, quantity);
        return builder.Build();
    }

    /// <summary>
    /// A container's requests, where what only its limits name is requested too: the API server fills that in for a pod
    /// (pkg/apis/core/v1/defaults.go, SetDefaults_Pod), but not in a workload's template.
    /// </summary>
    public static ResourceVector From(
        IEnumerable<KeyValuePair<string, Quantity>> requests, IEnumerable<KeyValuePair<string, Quantity>> limits)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(limits);
        var builder = new ResourceVectorBuilder();
        foreach (var (name, quantity) in limits)
            builder.Set(name, quantity);
        foreach (var (name, quantity) in requests)
            builder.Set(name, quantity);
        return builder.Build();
    }

    /// <summary>Every resource that is not 0, with its amount.</summary>
    public IEnumerable<ResourceAmount> All()
    {
        if (MilliCpu > 0)
            yield return new ResourceAmount(ResourceNames.Cpu, MilliCpu);
        if (Memory > 0)
            yield return new ResourceAmount(ResourceNames.Memory, Memory);
        if (EphemeralStorage > 0)
            yield return new ResourceAmount(ResourceNames.EphemeralStorage, EphemeralStorage);
        foreach (var amount in Extended)
            yield return amount;
    }

    /// <summary>The larger amount of each resource.</summary>
    public static ResourceVector Max(ResourceVector left, ResourceVector right) => Combine(left, right, Math.Max);

    /// <summary>The sum of each resource, held to 2^63−1: a pod that asks for as much fits nowhere anyway.</summary>
    public static ResourceVector operator +(ResourceVector left, ResourceVector right) => Combine(left, right, AddSaturated);

    public static bool operator ==(ResourceVector left, ResourceVector right) => left.Equals(right);

    public static bool operator !=(ResourceVector left, ResourceVector right) => !left.Equals(right);

    public bool Equals(ResourceVector other) =>
        MilliCpu == other.MilliCpu
        && Memory == other.Memory
        && EphemeralStorage == other.EphemeralStorage
        && Extended.AsSpan().SequenceEqual(other.Extended.AsSpan());

    public override bool Equals(object? obj) => obj is ResourceVector other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(MilliCpu, Memory, EphemeralStorage, Extended.Length);

    internal static ResourceVector FromSorted(
        long milliCpu, long memory, long ephemeralStorage, ImmutableArray<ResourceAmount> extended) =>
        new(milliCpu, memory, ephemeralStorage, extended);

    private static long AddSaturated(long left, long right) =>
        left > long.MaxValue - right ? long.MaxValue : left + right;

    private static ResourceVector Combine(ResourceVector left, ResourceVector right, Func<long, long, long> combine) =>
        new(
            combine(left.MilliCpu, right.MilliCpu),
            combine(left.Memory, right.Memory),
            combine(left.EphemeralStorage, right.EphemeralStorage),
            CombineExtended(left, right, combine));

    private static ImmutableArray<ResourceAmount> CombineExtended(
        ResourceVector left, ResourceVector right, Func<long, long, long> combine)
    {
        if (right.Extended.IsEmpty && left.Extended.IsEmpty)
            return default;
        var builder = new ResourceVectorBuilder();
        foreach (var (name, amount) in left.Extended)
            builder.Set(name, combine(amount, right[name]));
        foreach (var (name, amount) in right.Extended)
            builder.Set(name, combine(left[name], amount));
        return builder.Build()._extended;
    }

    private long FindExtended(string name)
    {
        foreach (var amount in Extended)
        {
            if (string.Equals(amount.Name, name, StringComparison.Ordinal))
                return amount.Amount;
        }

        return 0;
    }
}
