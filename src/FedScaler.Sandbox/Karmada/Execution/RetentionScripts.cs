using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FedScaler.Kube.Karmada;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada.Execution;

/// <summary>
/// What ResourceInterpreterCustomizations retain. The sandbox runs no Lua: of a retention script it understands assignments of a
/// field of spec from the second argument to the first, be it by way of a variable, and that the script asks for the label
/// retain-replicas, on which all of them then depend. Everything else in a script is passed over.
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
        if (Signature().Match(script) is not { Success: true } function) yield break;
        var (desired, observed) = (function.Groups["desired"].Value + ".", function.Groups["observed"].Value + ".");
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var assignment in Assignments().Matches(script).Select(static match => match.Groups))
        {
            var (left, right) = (assignment["left"].Value, assignment["right"].Value);
            right = variables.GetValueOrDefault(right, right);
            if (!right.StartsWith(observed + "spec.", StringComparison.Ordinal)) continue;
            if (!left.Contains('.', StringComparison.Ordinal)) variables[left] = right;
            else if (left == desired + right[observed.Length..]) yield return new RetentionRule(right[observed.Length..].Split('.'));
        }
    }

    [GeneratedRegex(@"\bfunction\s+Retain\s*\(\s*(?<desired>\w+)\s*,\s*(?<observed>\w+)\s*\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Signature();

    [GeneratedRegex(@"(?<![\w.])(?<left>\w+(\.\w+)*)\s*=\s*(?<right>\w+(\.\w+)*)(?![\w.])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Assignments();
}
