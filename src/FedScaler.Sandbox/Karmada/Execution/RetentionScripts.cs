using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Execution;

/// <summary>
/// What ResourceInterpreterCustomizations retain. The sandbox runs no Lua: of a retention script it understands assignments of
/// spec.replicas and spec.scaleStrategy.podsToDelete from one of its arguments to the other, and that the script asks for the
/// label retain-replicas, on which all of them then depend. Everything else in a script is passed over.
/// </summary>
internal static partial class RetentionScripts
{
    /// <summary>The rules that hold for a manifest.</summary>
    public static IEnumerable<RetentionRule> RulesOf(KarmadaCluster hub, JsonObject manifest) =>
        from customization in hub.List(KarmadaResources.ResourceInterpreterCustomizations)
        where IsFor(customization.At("spec", "target"), manifest)
        let script = customization.At("spec", "customizations", "retention").Text("luaScript")
        where !script.Contains(KarmadaKeys.RetainReplicas, StringComparison.Ordinal) || ManifestMarks.LabelOf(manifest, KarmadaKeys.RetainReplicas) == "true"
        from rule in Read(script)
        select rule;

    private static bool IsFor(JsonNode? target, JsonObject manifest) =>
        target.Text("apiVersion") == manifest.Text("apiVersion") && target.Text("kind") == manifest.Text("kind");

    private static IEnumerable<RetentionRule> Read(string script)
    {
        foreach (var rule in (RetentionRule[])[RetentionRule.Replicas, RetentionRule.PodsToDelete])
            if (Assignments().Matches(script).Any(found => found.Groups["path"].Value == string.Join('.', rule.Path))) yield return rule;
    }

    [GeneratedRegex(@"\b\w+\.(?<path>spec(?:\.\w+)+)\s*=\s*\w+\.\k<path>(?![\w.])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Assignments();
}
