using FedScaler.Controllers.Fleet.Direct.Credentials;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Tests.Fleet.Direct.Credentials;

public sealed class RenewalMarkTests
{
    private static readonly BoundToken Hour = new(new ObjectKey("ns", "name"), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1));

    [Fact]
    public void A_Secret_is_renewed_unless_its_owner_says_no_by_label_or_annotation()
    {
        RenewalMark.IsWanted(new ObjectMeta()).ShouldBeTrue();
        RenewalMark.IsWanted(new ObjectMeta { Labels = new() { ["fedscaler.io/renew"] = "true" } }).ShouldBeTrue();
        RenewalMark.IsWanted(new ObjectMeta { Labels = new() { ["fedscaler.io/renew"] = "false" } }).ShouldBeFalse();
        RenewalMark.IsWanted(new ObjectMeta { Annotations = new() { ["fedscaler.io/renew"] = "False" } }).ShouldBeFalse();
    }

    [Theory]
    [InlineData("24h", 24 * 60)]
    [InlineData("1s", 10)]
    [InlineData("for ever", 60)]
    [InlineData(null, 60)]
    public void A_new_token_is_asked_for_as_long_as_the_Secret_says_or_as_the_present_one(string? asked, int minutes) =>
        RenewalMark.LifetimeOf(new ObjectMeta { Annotations = asked is null ? null : new() { ["fedscaler.io/token-lifetime"] = asked } }, Hour).ShouldBe(TimeSpan.FromMinutes(minutes));
}
