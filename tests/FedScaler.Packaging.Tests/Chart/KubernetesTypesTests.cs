using FedScaler.Kube.Json;
using FedScaler.Packaging.Tests.Support;

namespace FedScaler.Packaging.Tests.Chart;

/// <summary>The measure that the chart's objects are held to finds what is wrong.</summary>
public sealed class KubernetesTypesTests
{
    private const string Service = "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: 80, targetPort: http}], selector: {app: a}}}";

    [Fact]
    public void A_right_object_has_no_problem() => KubernetesTypes.Problems(YamlJson.Parse(Service)!).ShouldBeEmpty();

    [Theory]
    [InlineData("port: 80", "prot: 80", "Service.spec.ports[0].port is required|Service.spec.ports[0].prot: there is no such field")]
    [InlineData("port: 80", "port: '80'", "Service.spec.ports[0].port is \"80\" where number is expected")]
    [InlineData("app: a", "app: 1", "Service.spec.selector.app is 1 where string is expected")]
    [InlineData("{name: a}", "", "Service.metadata is null where meta/v1.ObjectMeta is expected")]
    [InlineData("kind: Service", "kind: Gadget", "nothing is known of v1/Gadget: add it to TestData/kubernetes-types.json")]
    public void A_wrong_one_is_told_by_its_path(string right, string wrong, string problems) =>
        KubernetesTypes.Problems(YamlJson.Parse(Service.Replace(right, wrong, StringComparison.Ordinal))!).ShouldBe(problems.Split('|'));
}
