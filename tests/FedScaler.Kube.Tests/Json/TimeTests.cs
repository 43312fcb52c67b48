using System.Text.Json;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Kube.Tests.Json;

public sealed class TimeTests
{
    [Theory]
    [InlineData("2026-03-01T12:00:00Z", 0)]
    [InlineData("2026-03-01T12:00:00.5Z", 5_000_000)]
    [InlineData("2026-03-01T12:00:00.123456789Z", 1_234_567)]
    [InlineData("2026-03-01T20:00:00.000001+08:00", 10)]
    [InlineData("2026-03-01T04:30:00-07:30", 0)]
    public void Times_are_read_with_any_fraction_and_offset(string text, long ticks) =>
        Read(text).ShouldBe(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(ticks));

    [Theory]
    [InlineData("2026-03-01")]
    [InlineData("2026-03-01T12:00:00")]
    [InlineData("2026-03-01T12:00:00.Z")]
    [InlineData("2026-13-01T12:00:00Z")]
    [InlineData("2026-03-01T12:00:00+8")]
    [InlineData("0001-01-01T00:00:00+08:00")]
    [InlineData("")]
    [InlineData("yesterday")]
    public void What_is_no_time_is_refused(string text) => Should.Throw<JsonException>(() => Read(text));

    [Theory]
    [InlineData(0, "2026-03-01T12:00:00.000000Z")]
    [InlineData(10, "2026-03-01T12:00:00.000001Z")]
    [InlineData(9_999_999, "2026-03-01T12:00:00.999999Z")]
    public void A_micro_time_always_has_six_digits(long ticks, string expected)
    {
        var lease = new Lease { Spec = { RenewTime = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(ticks) } };
        JsonSerializer.SerializeToNode(lease, KubeJsonContext.Default.Lease)!["spec"]!["renewTime"]!.GetValue<string>().ShouldBe(expected);
    }

    [Fact]
    public void A_time_has_whole_seconds_in_utc()
    {
        var meta = new ObjectMeta { CreationTimestamp = new DateTimeOffset(2026, 3, 1, 20, 0, 0, 999, TimeSpan.FromHours(8)) };
        JsonSerializer.SerializeToNode(meta, KubeJsonContext.Default.ObjectMeta)!["creationTimestamp"]!.GetValue<string>().ShouldBe("2026-03-01T12:00:00Z");
    }

    [Fact]
    public void A_lease_survives_the_way_there_and_back()
    {
        const string json = """{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"a"},"spec":{"holderIdentity":"x","leaseDurationSeconds":15,"renewTime":"2026-03-01T12:00:00.000000Z"}}""";
        JsonSerializer.Serialize(JsonSerializer.Deserialize(json, KubeJsonContext.Default.Lease), KubeJsonContext.Default.Lease).ShouldBe(json);
    }

    private static DateTimeOffset Read(string text) =>
        JsonSerializer.Deserialize($$"""{"creationTimestamp":"{{text}}"}""", KubeJsonContext.Default.ObjectMeta)!.CreationTimestamp!.Value;
}
