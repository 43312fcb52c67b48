using System.Text.Json;
using FedScaler.Kube.Json;

namespace FedScaler.Kube.Tests.Json;

public sealed class ModelTests
{
    [Fact]
    public void Metadata_is_read_with_its_defaults_where_fields_are_missing()
    {
        var meta = JsonSerializer.Deserialize("{}", KubeJsonContext.Default.ObjectMeta)!;
        meta.Name.ShouldBe("");
        meta.Labels.ShouldBeNull();
        meta.Controller.ShouldBeNull();
        meta.IsDeleting.ShouldBeFalse();
    }

    [Fact]
    public void Metadata_knows_its_controller_and_its_key()
    {
        var meta = JsonSerializer.Deserialize(
            """
            {"name":"a","namespace":"n","deletionTimestamp":"2026-03-01T12:00:00Z","managedFields":[{}],
             "ownerReferences":[{"apiVersion":"v1","kind":"X","name":"x","uid":"1"},{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"rs","uid":"2","controller":true}]}
            """, KubeJsonContext.Default.ObjectMeta)!;
        meta.Controller!.Name.ShouldBe("rs");
        meta.Key.ToString().ShouldBe("n/a");
        meta.IsDeleting.ShouldBeTrue();
    }

    [Fact]
    public void A_scale_to_zero_reads_as_zero_though_servers_leave_it_out() =>
        JsonSerializer.Deserialize("""{"metadata":{"name":"a"},"spec":{},"status":{"replicas":2,"selector":"app=web"}}""", KubeJsonContext.Default.Scale)!
            .ShouldSatisfyAllConditions(
                static scale => scale.Spec.Replicas.ShouldBe(0),
                static scale => scale.Status.Selector.ShouldBe("app=web"),
                static scale => scale.Kind.ShouldBe("Scale"));

    [Fact]
    public void The_data_of_a_secret_comes_decoded() =>
        JsonSerializer.Deserialize("""{"metadata":{"name":"a"},"data":{"k":"aGk="}}""", KubeJsonContext.Default.Secret)!.Data!["k"].ShouldBe("hi"u8.ToArray());

    [Fact]
    public void A_number_in_quotes_is_no_number() =>
        Should.Throw<JsonException>(static () => JsonSerializer.Deserialize("""{"spec":{"replicas":"3"}}""", KubeJsonContext.Default.Scale));
}
