namespace FedScaler.Sandbox.Tests.Karmada;

/// <summary>Objects of a team that uses Karmada, and where they are.</summary>
internal static class KarmadaTexts
{
    public const string Policies = "/apis/policy.karmada.io/v1alpha1/namespaces/shop/propagationpolicies";
    public const string ClusterPolicies = "/apis/policy.karmada.io/v1alpha1/clusterpropagationpolicies";
    public const string Deployments = "/apis/apps/v1/namespaces/shop/deployments";
    public const string Binding = "/apis/work.karmada.io/v1alpha2/namespaces/shop/resourcebindings/web-deployment";

    public const string ByRoom = """{"replicaScheduling": {"replicaSchedulingType": "Divided", "replicaDivisionPreference": "Weighted", "weightPreference": {"dynamicWeight": "AvailableReplicas"}}}""";

    /// <summary>A policy that selects by kind and name, or with an empty name all of the kind.</summary>
    public static string Policy(
        string name = "web", string kind = "Deployment", string selected = "web", string placement = ByRoom, string scheduler = "fedscaler", string apiVersion = "apps/v1", string more = "", bool isClusters = false) => $$$"""
        {"apiVersion": "policy.karmada.io/v1alpha1", "kind": "{{{(isClusters ? "ClusterPropagationPolicy" : "PropagationPolicy")}}}", "metadata": {"name": "{{{name}}}"},
         "spec": {"schedulerName": "{{{scheduler}}}", {{{more}}} "resourceSelectors": [{"apiVersion": "{{{apiVersion}}}", "kind": "{{{kind}}}", "name": "{{{selected}}}"}], "placement": {{{placement}}} } }
        """;

    /// <summary>A workload with a cpu request and a replica count.</summary>
    public static string Workload(int replicas = 4, string apiVersion = "apps/v1", string kind = "Deployment", string name = "web", string cpu = "500m") => $$$"""
        {"apiVersion": "{{{apiVersion}}}", "kind": "{{{kind}}}", "metadata": {"name": "{{{name}}}", "namespace": "shop"},
         "spec": {"replicas": {{{replicas}}}, "selector": {"matchLabels": {"app": "{{{name}}}"}}, "template": {"metadata": {"labels": {"app": "{{{name}}}"}},
          "spec": {"containers": [{"name": "main", "image": "x", "resources": {"requests": {"cpu": "{{{cpu}}}"} } }]} } } }
        """;

    /// <summary>What a scheduler writes.</summary>
    public static string Clusters(params (string Name, int Replicas)[] clusters) =>
        $$$"""{"spec": {"clusters": [{{{string.Join(", ", clusters.Select(static each => $$$"""{"name": "{{{each.Name}}}", "replicas": {{{each.Replicas}}} }"""))}}}]}}""";
}
