using FedScaler.Api.Common;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Common;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData("2h30m", 9000)]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("1h0m5s", 3605)]
    [InlineData("0s", 0)]
    public void Durations_are_read(string text, int seconds)
    {
        GoDuration.TryParse(text, out var duration).ShouldBeTrue();
        duration.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("10")]
    [InlineData("h")]
    [InlineData("5m2h")]
    [InlineData("5m5m")]
    [InlineData("-5m")]
    [InlineData("1.5h")]
    [InlineData("1 h")]
    [InlineData("999999999h")]
    [InlineData("9999999999s")]
    public void Other_text_is_not(string? text) => GoDuration.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("2h30m")]
    [InlineData("90h")]
    [InlineData("10m")]
    [InlineData("1h5s")]
    [InlineData("0s")]
    public void What_is_written_is_read_back(string text)
    {
        GoDuration.TryParse(text, out var duration);

        GoDuration.Format(duration).ShouldBe(text);
    }
}
