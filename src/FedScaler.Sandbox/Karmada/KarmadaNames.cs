using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada;

/// <summary>The names that Karmada makes of hashes (pkg/util/names).</summary>
internal static class KarmadaNames
{
    /// <summary>The Work of an object, the same in every member's namespace.</summary>
    public static string Work(string kind, ObjectKey key)
    {
        var name = Plain(key.Name).ToLowerInvariant();
        var whole = $"{(key.Namespace is null ? "" : key.Namespace + "-")}{name}-{kind}".ToLowerInvariant();
        return $"{name}-{SeededNames.Hash(whole)}";
    }

    /// <summary>Names of roles may have colons, which those of custom resources may not.</summary>
    private static string Plain(string name) => name.Replace(':', '.');
}
