using System.Text.Json;
using FedScaler.Kube.Json;

namespace FedScaler.Kube.Projections;

/// <summary>Amounts being added up while a pod is read; used again for the next pod.</summary>
internal sealed class ResourceTally
{
    private readonly List<KeyValuePair<string, long>> _amounts = [];

    public int Count => _amounts.Count;

    public void Clear() => _amounts.Clear();

    /// <summary>From a <c>resources</c> property's name through its value; only its requests are kept.</summary>
    public void ReadRequestsOf(ref Utf8JsonReader reader)
    {
        if (!ProjectionReader.EnterObject(ref reader)) return;
        while (ProjectionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("requests"u8)) ReadAmounts(ref reader);
            else ProjectionReader.SkipValue(ref reader);
        }
    }

    /// <summary>From a property's name through the quantities it holds.</summary>
    public void ReadAmounts(ref Utf8JsonReader reader)
    {
        if (!ProjectionReader.EnterObject(ref reader)) return;
        while (ProjectionReader.NextProperty(ref reader))
        {
            var name = StringPool.Read(ref reader);
            reader.Read();
            Set(name, SchedulerAmount.Parse(StringPool.ReadScalar(ref reader), inMillis: name == ResourceRequests.Cpu));
        }
    }

    public void Add(ResourceTally other)
    {
        foreach (var (name, amount) in other._amounts) Set(name, SchedulerAmount.Add(Get(name), amount));
    }

    /// <summary>Takes the larger amount of each resource.</summary>
    public void Max(ResourceTally other)
    {
        foreach (var (name, amount) in other._amounts) Set(name, Math.Max(Get(name), amount));
    }

    /// <summary>Takes the other's amounts where it has any.</summary>
    public void Override(ResourceTally other)
    {
        foreach (var (name, amount) in other._amounts) Set(name, amount);
    }

    public KeyValuePair<string, long>[] Sorted()
    {
        var sorted = _amounts.ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return sorted;
    }

    private long Get(string name) => IndexOf(name) is >= 0 and var at ? _amounts[at].Value : 0;

    private void Set(string name, long amount)
    {
        var at = IndexOf(name);
        if (at < 0) _amounts.Add(new(name, amount));
        else _amounts[at] = new(name, amount);
    }

    private int IndexOf(string name)
    {
        for (var at = 0; at < _amounts.Count; at++)
        {
            if (_amounts[at].Key == name) return at;
        }

        return -1;
    }
}
