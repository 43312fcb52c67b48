using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Authorization;
using FedScaler.Sandbox.ApiServer.Ownership;
using FedScaler.Sandbox.ApiServer.Schemas;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Requests;

/// <summary>Questions about oneself: who am I, and may I.</summary>
internal sealed class Reviews(RbacAuthorizer authorizer)
{
    /// <summary>Answers a review; null when the path is none.</summary>
    public JsonObject? Answer(string path, JsonObject review, UserInfo user, string manager, string now) => path switch
    {
        "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews" => With(review, manager, now, "SelfSubjectAccessReview", "authorization.k8s.io/v1", MayI(review, user)),
        "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews" => With(review, manager, now, "SelfSubjectRulesReview", "authorization.k8s.io/v1", AllRules(review, user)),
        "/apis/authentication.k8s.io/v1/selfsubjectreviews" => With(
            review, manager, now, "SelfSubjectReview", "authentication.k8s.io/v1", new JsonObject { ["userInfo"] = user.ToJson() }),
        _ => null,
    };

    private static JsonObject With(JsonObject review, string manager, string now, string kind, string apiVersion, JsonObject status)
    {
        var answer = (JsonObject)review.DeepClone();
        answer["kind"] = kind;
        answer["apiVersion"] = apiVersion;
        FieldOwnership.RecordUpdate(null, answer, BuiltInSchemas.Of("SelfReview"), new FieldWriter(manager, FieldWriter.Update, apiVersion, ""), now);
        answer["status"] = status;
        return answer;
    }

    private JsonObject MayI(JsonObject review, UserInfo user) =>
        new() { ["allowed"] = user.IsMaster || (AccessAttributes.Of(review) is { } asked && authorizer.Allows(user, asked)) };

    private JsonObject AllRules(JsonObject review, UserInfo user)
    {
        PolicyRule[] rules = user.IsMaster
            ? [new() { Verbs = ["*"], ApiGroups = ["*"], Resources = ["*"] }, new() { Verbs = ["*"], NonResourceUrls = ["*"] }]
            : [.. authorizer.RulesOf(user, (review["spec"] as JsonObject).Text("namespace") ?? "")];
        return new JsonObject
        {
            ["resourceRules"] = ToJson(rules.Where(static rule => rule.NonResourceUrls.Count == 0)),
            ["nonResourceRules"] = ToJson(rules.Where(static rule => rule.NonResourceUrls.Count > 0)),
            ["incomplete"] = false,
        };
    }

    private static JsonArray ToJson(IEnumerable<PolicyRule> rules) => [.. rules.Select(static rule => (JsonNode)rule.ToJson())];
}
