namespace FedScaler.Architecture.Tests;

/// <summary>The arrows between the projects: what each may refer to, and nothing else of ours.</summary>
internal static class Layers
{
    public static readonly IReadOnlyDictionary<string, string[]> Arrows = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["FedScaler.Core"] = [],
        ["FedScaler.Kube"] = [],
        ["FedScaler.Runtime"] = ["FedScaler.Kube"],
        ["FedScaler.Api"] = ["FedScaler.Core", "FedScaler.Kube"],
        ["FedScaler.Controllers"] = ["FedScaler.Core", "FedScaler.Api", "FedScaler.Runtime"],
        ["FedScaler.Sandbox"] = ["FedScaler.Api", "FedScaler.Kube"],
        ["FedScaler"] = ["FedScaler.Controllers", "FedScaler.Sandbox"],
    };

    /// <summary>The file name of a project's assembly, without its ending.</summary>
    public static string AssemblyOf(string project) => project == "FedScaler" ? "fedscaler" : project;

    /// <summary>What a project may see: its arrows, and theirs, as a C# project reference carries on to them.</summary>
    public static HashSet<string> Reachable(string project)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(Arrows[project]);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next))
                continue;
            foreach (var further in Arrows[next])
                open.Push(further);
        }

        return seen;
    }
}
