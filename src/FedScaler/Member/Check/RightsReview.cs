using System.Text.Json.Nodes;
using FedScaler.Controllers.Access;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Members.Check;

/// <summary>Asks a member, right by right, what its credential may do.</summary>
/// <param name="account">Whose token it is; null where that is not known, and its own renewal cannot be asked for.</param>
internal sealed class RightsReview(IKubeClient client, ObjectKey? account)
{
    private static readonly ResourceType Reviews = new("authorization.k8s.io", "v1", "selfsubjectaccessreviews", "SelfSubjectAccessReview", Namespaced: false);
    private static readonly WriteOptions Writer = new("fedscaler-member");

    /// <summary>One finding for each rule that lacks something, and one for all the others.</summary>
    /// <param name="features">The parts whose rights are asked for.</param>
    public async Task<IReadOnlyList<Finding>> AskAsync(AccessFeatures features, CancellationToken cancellationToken)
    {
        var rules = MemberAccess.ClusterRules.Select(static rule => (Rule: rule, Namespace: (string?)null));
        if (account is { } own) rules = rules.Concat(MemberAccess.NamespaceRules(own.Name).Select(rule => (Rule: rule, own.Namespace)));
        var asked = await Task.WhenAll(rules.Where(each => each.Rule.IsFor(features)).Select(each => AskAsync(each.Rule, each.Namespace, cancellationToken)));
        var lacking = asked.Where(static each => each.Lacks.Count > 0).ToList();
        var count = asked.Sum(static each => each.Asked);
        var summary = Finding.Ok("rights", $"{count - lacking.Sum(static each => each.Lacks.Count)} of {count} that FedScaler uses");
        return [summary, .. lacking.Select(static each => Describe(each.Rule, each.Lacks))];
    }

    private static Finding Describe(AccessRule rule, IReadOnlyList<string> lacks)
    {
        var message = $"may not {string.Join(", ", lacks)}: {rule.Purpose}";
        return rule.Needs == AccessFeatures.None ? Finding.Fail("right", message) : Finding.Warn("right", $"{message} Only {rule.Needs} needs it.");
    }

    private async Task<(AccessRule Rule, int Asked, IReadOnlyList<string> Lacks)> AskAsync(AccessRule rule, string? ns, CancellationToken cancellationToken)
    {
        var questions =
            from resource in rule.Resources
            from verb in rule.Verbs
            from name in rule.ResourceNames.DefaultIfEmpty("")
            select (resource, verb, name);
        var answers = await Task.WhenAll(questions.Select(async each => (each, Allowed: await AskAsync(rule.Group, each.resource, each.verb, each.name, ns, cancellationToken))));
        var lacks = answers.Where(static answer => !answer.Allowed)
            .Select(answer => $"{answer.each.verb} {answer.each.resource}{(rule.Group.Length > 0 ? "." + rule.Group : "")}{(answer.each.name.Length > 0 ? " " + answer.each.name : "")}");
        return (rule, answers.Length, [.. lacks]);
    }

    private async Task<bool> AskAsync(string group, string resource, string verb, string name, string? ns, CancellationToken cancellationToken)
    {
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        var attributes = new JsonObject { ["verb"] = verb, ["group"] = group, ["resource"] = slash < 0 ? resource : resource[..slash] };
        if (slash >= 0) attributes["subresource"] = resource[(slash + 1)..];
        if (name.Length > 0) attributes["name"] = name;
        if (ns is not null) attributes["namespace"] = ns;
        var review = new JsonObject { ["apiVersion"] = Reviews.ApiVersion, ["kind"] = Reviews.Kind, ["spec"] = new JsonObject { ["resourceAttributes"] = attributes } };
        var answer = await client.CreateAsync(Reviews, null, RequestBody.From(review), Writer, JsonDecoders.Object, cancellationToken);
        return (bool?)answer["status"]?["allowed"] == true;
    }
}
