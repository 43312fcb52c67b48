using System.Collections.Immutable;
using FedScaler.Core.Quantities;

namespace FedScaler.Core.Capacity;

/// <summary>Gathers a <see cref="ResourceVector"/>; the last amount set for a name stands.</summary>
internal struct ResourceVectorBuilder
{
    private long _milliCpu;
    private long _memory;
    private long _ephemeralStorage;
    private SortedDictionary<string, long>? _extended;

    public void Set(string name, Quantity quantity) =>
        Set(name, name == ResourceNames.Cpu ? quantity.ToMillis() : quantity.ToUnits());

    public void Set(string name, long amount)
    {
        amount = Math.Max(amount, 0);
        switch (name)
        {
            case ResourceNames.Cpu:
                _milliCpu = amount;
                break;
            case ResourceNames.Memory:
                _memory = amount;
                break;
            case ResourceNames.EphemeralStorage:
                _ephemeralStorage = amount;
                break;
            default:
                _extended ??= new SortedDictionary<string, long>(StringComparer.Ordinal);
                _extended[name] = amount;
                break;
        }
    }

    public readonly ResourceVector Build() =>
        ResourceVector.FromSorted(_milliCpu, _memory, _ephemeralStorage, BuildExtended());

    private readonly ImmutableArray<ResourceAmount> BuildExtended()
    {
        if (_extended is null)
            return default;
        var amounts = ImmutableArray.CreateBuilder<ResourceAmount>(_extended.Count);
        foreach (var (name, amount) in _extended)
        {
            if (amount > 0)
                amounts.Add(new ResourceAmount(name, amount));
        }

        return amounts.Count == 0 ? default : amounts.ToImmutable();
    }
}
