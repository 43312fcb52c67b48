using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.Simulation.Objects;

/// <summary>Amounts by resource name, in thousandths.</summary>
internal sealed class ResourceAmounts(FrozenDictionary<string, long> milli)
{
    private readonly FrozenDictionary<string, long> _milli = milli;

    public static readonly ResourceAmounts None = new(FrozenDictionary<string, long>.Empty);

    public IEnumerable<KeyValuePair<string, long>> All => _milli;

    public long this[string resource] => _milli.GetValueOrDefault(resource);

    public static ResourceAmounts Read(JsonNode? list) =>
        list is JsonObject map ? new(map.ToFrozenDictionary(entry => entry.Key, entry => Amount.Milli(entry.Value))) : None;

    /// <summary>
    /// What a pod takes on a node: the containers' sum, at least the largest init container, sidecars with both, and its overhead
    /// (kubernetes pkg/api/v1/resource PodRequests).
    /// </summary>
    public static ResourceAmounts OfPod(JsonNode? spec)
    {
        var sum = new Dictionary<string, long>();
        foreach (var container in spec.At("containers").Items()) Add(sum, Requests(container));
        var largest = new Dictionary<string, long>();
        var sidecars = new Dictionary<string, long>();
        foreach (var container in spec.At("initContainers").Items())
        {
            var requests = Requests(container);
            if (container.Text("restartPolicy") == "Always")
            {
                Add(sidecars, requests);
                Add(sum, requests);
                Raise(largest, sidecars);
            }
            else
            {
                var during = new Dictionary<string, long>(sidecars);
                Add(during, requests);
                Raise(largest, during);
            }
        }

        Raise(sum, largest);
        Add(sum, Read(spec.At("overhead")).All);
        return new(sum.ToFrozenDictionary());
    }

    private static IEnumerable<KeyValuePair<string, long>> Requests(JsonNode container)
    {
        // A limit without a request is the request too (API server defaulting).
        var requests = Read(container.At("resources", "requests"));
        var limits = Read(container.At("resources", "limits"));
        return requests.All.Concat(limits.All.Where(limit => !requests._milli.ContainsKey(limit.Key)));
    }

    private static void Add(Dictionary<string, long> to, IEnumerable<KeyValuePair<string, long>> amounts)
    {
        foreach (var (name, amount) in amounts) to[name] = to.GetValueOrDefault(name) + amount;
    }

    private static void Raise(Dictionary<string, long> to, IEnumerable<KeyValuePair<string, long>> amounts)
    {
        foreach (var (name, amount) in amounts) to[name] = Math.Max(to.GetValueOrDefault(name), amount);
    }
}
