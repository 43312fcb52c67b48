using System.Text.Json;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;
using FedScaler.Controllers.Tests.Access;
using FedScaler.Kube.Json;

namespace FedScaler.Controllers.Tests.Fleet.Karmada.Bindings.Objects;

public sealed class RetentionTests
{
    [Theory]
    [InlineData("retention-statefulset", "apps/v1", "StatefulSet", "ordinals")]
    [InlineData("retention-cloneset", "apps.kruise.io/v1alpha1", "CloneSet", "podsToDelete")]
    [InlineData("retention-kruise-statefulset", "apps.kruise.io/v1beta1", "StatefulSet", "reserveOrdinals")]
    public void The_chart_retains_the_count_and_what_a_removal_names_in_one_member(string file, string apiVersion, string kind, string named)
    {
        var text = RepositoryText.Read("charts", "fedscaler", "karmada", file + ".yaml");
        var reader = new Utf8JsonReader(JsonSerializer.SerializeToUtf8Bytes(YamlJson.Parse(text)));
        reader.Read();
        var retention = new RetentionDecoder().Read(ref reader);
        (retention.ApiVersion, retention.Kind, retention.Retains).ShouldBe((apiVersion, kind, true));
        text.ShouldContain("desiredObj.spec.replicas = observedObj.spec.replicas");
        text.ShouldContain($".{named} = ");
    }
}
