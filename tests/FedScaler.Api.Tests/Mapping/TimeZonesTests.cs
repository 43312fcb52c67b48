using FedScaler.Api.Mapping;
using FedScaler.Api.Validation;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Mapping;

public sealed class TimeZonesTests
{
    [Theory]
    [InlineData("UTC")]
    [InlineData("Etc/UTC")]
    [InlineData("Etc/GMT+5")]
    [InlineData("Asia/Shanghai")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("US/Eastern")]
    [InlineData("CET")]
    public void An_IANA_id_is_found(string id)
    {
        TimeZones.TryFind(id, out var zone).ShouldBeTrue();

        zone!.Id.ShouldBe(id);
    }

    [Theory]
    [InlineData("China Standard Time")]
    [InlineData("Eastern Standard Time")]
    [InlineData("Local")]
    [InlineData("localtime")]
    [InlineData("posixrules")]
    [InlineData("Factory")]
    [InlineData("posix/Europe/Berlin")]
    [InlineData("right/Europe/Berlin")]
    [InlineData("Europe")]
    [InlineData("Europe/")]
    [InlineData("/etc/localtime")]
    [InlineData("../zoneinfo/UTC")]
    [InlineData("zone.tab")]
    [InlineData("leapseconds")]
    [InlineData("utc")]
    [InlineData("asia/shanghai")]
    [InlineData("Asia/Atlantis")]
    [InlineData(" UTC")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_IANA_id_is_not_found(string? id) => TimeZones.TryFind(id, out _).ShouldBeFalse();

    [Theory]
    [InlineData("Asia/Shangai", "did you mean Asia/Shanghai?")]
    [InlineData("Asia/Shangahi", "did you mean Asia/Shanghai?")]
    [InlineData("america/new_york", "did you mean America/New_York?")]
    [InlineData("utc", "did you mean UTC?")]
    [InlineData("Mars/Olympus_Mons", "write it as Europe/Berlin or UTC")]
    public void A_refusal_names_the_nearest_zone_or_the_form(string id, string mend) => TimeZones.Refusal(id).ShouldEndWith(mend);

    [Theory]
    [InlineData("China Standard Time")]
    [InlineData("Local")]
    public void What_is_of_another_form_is_refused_in_the_words_of_the_CRD(string id) => TimeZones.Refusal(id).ShouldBe(RuleMessages.TimeZoneForm);
}
