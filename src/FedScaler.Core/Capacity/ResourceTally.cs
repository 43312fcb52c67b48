namespace FedScaler.Core.Capacity;

/// <summary>
/// A running sum of resource vectors that can be taken back one by one: exact in 128 bits, where no number of pods can
/// overflow it. Not thread-safe.
/// </summary>
public sealed class ResourceTally
{
    private Dictionary<string, Int128>? _extended;

    /// <summary>Thousandths of a core.</summary>
    public Int128 MilliCpu { get; private set; }

    /// <summary>Bytes.</summary>
    public Int128 Memory { get; private set; }

    /// <summary>Bytes.</summary>
    public Int128 EphemeralStorage { get; private set; }

    /// <summary>The sum of one resource in its unit (thousandths for cpu).</summary>
    public Int128 this[string name] => name switch
    {
        ResourceNames.Cpu => MilliCpu,
        ResourceNames.Memory => Memory,
        ResourceNames.EphemeralStorage => EphemeralStorage,
        _ => _extended?.GetValueOrDefault(name) ?? 0,
    };

    public void Add(ResourceVector amounts) => Apply(amounts, 1);

    public void Remove(ResourceVector amounts) => Apply(amounts, -1);

    private void Apply(ResourceVector amounts, int sign)
    {
        MilliCpu += (Int128)amounts.MilliCpu * sign;
        Memory += (Int128)amounts.Memory * sign;
        EphemeralStorage += (Int128)amounts.EphemeralStorage * sign;
        foreach (var (name, amount) in amounts.Extended)
        {
            _extended ??= new Dictionary<string, Int128>(StringComparer.Ordinal);
            var sum = _extended.GetValueOrDefault(name) + ((Int128)amount * sign);
            if (sum == 0)
                _extended.Remove(name);
            else
                _extended[name] = sum;
        }
    }
}
