using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.ApiServer.Authorization;

public sealed class RbacAuthorizerTests
{
    private const string Nodes = "/api/v1/nodes";
    private const string Hpas = "/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers";

    [Fact]
    public async Task What_no_rule_allows_is_refused_in_the_servers_own_words()
    {
        await using var server = await AccountFixture.StartAsync();

        var (code, body) = await server.AsAccountAsync("GET", Nodes);

        code.ShouldBe(403);
        body["message"]!.GetValue<string>().ShouldBe(
            "nodes is forbidden: User \"system:serviceaccount:default:robot\" cannot list resource \"nodes\" in API group \"\" at the cluster scope");
        body["reason"]!.GetValue<string>().ShouldBe("Forbidden");
        body["details"]!["kind"]!.GetValue<string>().ShouldBe("nodes");
        (await server.AsAccountAsync("DELETE", $"{Hpas}/web")).Body["message"]!.GetValue<string>().ShouldBe(
            "horizontalpodautoscalers.autoscaling \"web\" is forbidden: User \"system:serviceaccount:default:robot\" cannot delete resource " +
            "\"horizontalpodautoscalers\" in API group \"autoscaling\" in the namespace \"default\"");
    }

    [Fact]
    public async Task A_cluster_role_that_is_bound_allows_its_verbs_and_no_other()
    {
        await using var server = await AccountFixture.StartAsync();
        await server.GrantAsync("""{"apiGroups":[""],"resources":["nodes"],"verbs":["list"]}""");

        (await server.AsAccountAsync("GET", Nodes)).Code.ShouldBe(200);
        (await server.AsAccountAsync("GET", $"{Nodes}?watch=1")).Code.ShouldBe(403);
        (await server.AsAccountAsync("GET", "/api/v1/pods")).Code.ShouldBe(403);
    }

    [Fact]
    public async Task A_role_that_is_bound_in_a_namespace_holds_there_alone()
    {
        await using var server = await AccountFixture.StartAsync();
        await server.GrantAsync("""{"apiGroups":[""],"resources":["pods"],"verbs":["get","list"]}""", ns: "default");

        (await server.AsAccountAsync("GET", "/api/v1/namespaces/default/pods")).Code.ShouldBe(200);
        (await server.AsAccountAsync("GET", "/api/v1/namespaces/kube-system/pods")).Code.ShouldBe(403);
        (await server.AsAccountAsync("GET", "/api/v1/pods")).Code.ShouldBe(403);
    }

    [Fact]
    public async Task Names_narrow_a_rule_to_those_objects_also_where_they_are_listed_by_name()
    {
        await using var server = await AccountFixture.StartAsync();
        await server.GrantAsync("""{"apiGroups":[""],"resources":["namespaces"],"resourceNames":["kube-system"],"verbs":["get","list"]}""");

        (await server.AsAccountAsync("GET", "/api/v1/namespaces/kube-system")).Code.ShouldBe(200);
        (await server.AsAccountAsync("GET", "/api/v1/namespaces?fieldSelector=metadata.name=kube-system")).Code.ShouldBe(200);
        (await server.AsAccountAsync("GET", "/api/v1/namespaces/default")).Code.ShouldBe(403);
        (await server.AsAccountAsync("GET", "/api/v1/namespaces")).Code.ShouldBe(403);
    }

    [Fact]
    public async Task A_subresource_takes_a_right_of_its_own()
    {
        await using var server = await AccountFixture.StartAsync();
        await server.GrantAsync("""{"apiGroups":["apps"],"resources":["deployments"],"verbs":["*"]}""");

        (await server.AsAccountAsync("GET", "/apis/apps/v1/namespaces/default/deployments/web/scale")).Code.ShouldBe(403);
        await server.GrantAsync("""{"apiGroups":["apps"],"resources":["*/scale"],"verbs":["get"]}""", role: "scales");
        (await server.AsAccountAsync("GET", "/apis/apps/v1/namespaces/default/deployments/web/scale")).Code.ShouldBe(404);
    }

    [Fact]
    public async Task To_apply_what_is_not_there_takes_the_right_to_create_beside_that_to_patch()
    {
        await using var server = await AccountFixture.StartAsync();
        await server.GrantAsync("""{"apiGroups":[""],"resources":["configmaps"],"verbs":["patch"]}""");
        const string Settings = "/api/v1/namespaces/default/configmaps/settings";
        const string Body = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings","namespace":"default"},"data":{"a":"1"}}""";

        var refused = await server.AsAccountAsync("PATCH", $"{Settings}?fieldManager=test", Body, "application/apply-patch+yaml");
        refused.Code.ShouldBe(403);
        refused.Body["message"]!.GetValue<string>().ShouldContain("cannot create resource \"configmaps\"");

        (await server.Server.ApplyAsync(Settings, "admin", Body)).Code.ShouldBe(201);
        (await server.AsAccountAsync("PATCH", $"{Settings}?fieldManager=test", Body, "application/apply-patch+yaml")).Code.ShouldBe(200);
    }

    [Fact]
    public async Task Whoever_is_authenticated_may_look_at_versions_and_health_and_what_is_served()
    {
        await using var server = await AccountFixture.StartAsync();

        foreach (var path in (string[])["/version", "/api", "/apis/apps/v1"]) (await server.AsAccountAsync("GET", path)).Code.ShouldBe(200, path);
    }

    [Fact]
    public async Task A_review_of_ones_own_access_answers_what_requests_would()
    {
        await using var server = await AccountFixture.StartAsync();
        await server.GrantAsync("""{"apiGroups":[""],"resources":["pods/eviction"],"verbs":["create"]}""");

        (await AskAsync("""{"verb":"create","group":"","resource":"pods","subresource":"eviction"}""")).ShouldBeTrue();
        (await AskAsync("""{"verb":"create","group":"","resource":"pods"}""")).ShouldBeFalse();
        (await AskAsync("""{"verb":"list","group":"","resource":"nodes"}""")).ShouldBeFalse();

        async Task<bool> AskAsync(string attributes)
        {
            var review = $$"""{"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview","spec":{"resourceAttributes":{{attributes}} } }""";
            var (code, body) = await server.AsAccountAsync("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", review);
            code.ShouldBe(201);
            return body["status"]!["allowed"]!.GetValue<bool>();
        }
    }

    [Fact]
    public async Task An_administrator_may_everything_and_a_review_says_so()
    {
        await using var server = await AccountFixture.StartAsync();

        const string Review = """{"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview","spec":{"resourceAttributes":{"verb":"delete","resource":"nodes"}}}""";
        var (_, body) = await server.Server.SendAsync("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", Review);
        body["status"]!["allowed"]!.GetValue<bool>().ShouldBeTrue();
        (await server.Server.SendAsync("GET", Nodes)).Code.ShouldBe(200);
    }

    [Fact]
    public async Task The_anonymous_are_told_what_they_may_not()
    {
        await using var server = await AccountFixture.StartAsync();

        var (code, body) = await server.AsAsync(null, "GET", "/apis/apps/v1/namespaces/default/deployments/web/scale");
        code.ShouldBe(403);
        body["message"]!.GetValue<string>().ShouldBe(
            "deployments.apps \"web\" is forbidden: User \"system:anonymous\" cannot get resource \"deployments/scale\" in API group \"apps\" in the namespace \"default\"");
        (await server.AsAsync(null, "GET", "/openapi/v2")).Body["message"]!.GetValue<string>().ShouldBe("forbidden: User \"system:anonymous\" cannot get path \"/openapi/v2\"");
        ((JsonObject)(await server.AsAsync(null, "GET", "/version")).Body)["gitVersion"].ShouldNotBeNull();
    }
}
