using FedScaler.Api.ScaleIns;

namespace FedScaler.ScaleIns;

/// <summary>A pod as it was typed: CLUSTER/POD or CLUSTER/POD@UID.</summary>
/// <param name="Where">What to blame: <c>--pod</c>, or file and line.</param>
internal sealed record PodArgument(string Where, string Text)
{
    private const string Form = "write it as CLUSTER/POD or CLUSTER/POD@UID, such as idc-a/web-7d9f6c5b4-x2x4p";

    /// <summary>As many as a ScaleIn may name: maxItems of spec.pods.</summary>
    private const int Most = 1000;

    /// <summary>Lines of a file; empty ones and those that begin with # say nothing.</summary>
    public static IEnumerable<PodArgument> FromLines(string name, IEnumerable<string> lines) =>
        from line in lines.Index()
        let text = line.Item.Trim()
        where text.Length > 0 && text[0] != '#'
        select new PodArgument($"{name}:{line.Index + 1}:", text);

    /// <summary>The pods that are meant. What is wrong with any of them is added to <paramref name="faults"/>.</summary>
    public static IReadOnlyList<PodSelection> ReadAll(IReadOnlyCollection<PodArgument> all, ICollection<string> faults)
    {
        if (all.Count == 0) faults.Add("--pod is missing: name at least one pod, as CLUSTER/POD");
        if (all.Count > Most) faults.Add($"--pod: {all.Count} pods are more than the {Most} that one ScaleIn may name: take them out in several");
        var pods = new List<PodSelection>(all.Count);
        var first = new Dictionary<(string, string), PodArgument>();
        foreach (var argument in all)
        {
            if (argument.Read(faults) is not { } pod) continue;
            if (first.TryAdd((pod.Cluster, pod.Name), argument)) pods.Add(pod);
            else faults.Add($"{argument}: {pod.Cluster}/{pod.Name} is named before: name each pod once");
        }

        return pods;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Where} {Text}";

    private PodSelection? Read(ICollection<string> faults)
    {
        var (name, uid) = Text.IndexOf('@') is var at and >= 0 ? (Text[..at], Text[(at + 1)..]) : (Text, null);
        var fault = name.Split('/') switch
        {
            [_] => $"names no cluster: {Form}",
            [{ Length: > 0 } cluster, { Length: > 0 } pod] => ObjectName.Refusal(cluster) ?? ObjectName.Refusal(pod) ?? (uid is { Length: 0 or > 128 } ? $"has no uid behind the @: {Form}" : null),
            _ => $"is no pod of a cluster: {Form}",
        };
        if (fault is null) return new PodSelection { Cluster = name.Split('/')[0], Name = name.Split('/')[1], Uid = uid };
        faults.Add($"{this}: {fault}");
        return null;
    }
}
