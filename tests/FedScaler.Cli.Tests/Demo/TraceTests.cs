using FedScaler.Demo.Trace;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Demo;

public sealed class TraceTests
{
    private static readonly string[] Good = ["timestamp,value", "2014-04-10 00:00:00,300", "2014-04-10 00:05:00,600.0", "2014-04-10 00:10:00,0"];

    [Fact]
    public async Task The_trace_next_to_the_program_is_two_weeks_long()
    {
        var trace = await TraceFile.ReadAsync(TraceFile.Default, TestContext.Current.CancellationToken);
        trace.Length.TotalDays.ShouldBeInRange(13.9, 14.1);
        trace.Peak.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Between_points_the_load_is_a_straight_line()
    {
        var trace = TraceFile.Parse("t.csv", Good);
        trace.RateAt(TimeSpan.Zero).ShouldBe(1);
        trace.RateAt(TimeSpan.FromMinutes(2.5)).ShouldBe(1.5);
        trace.RateAt(TimeSpan.FromMinutes(9)).ShouldBe(0.4, 1e-9);
        trace.RateAt(TimeSpan.FromHours(9)).ShouldBe(0);
        trace.RateAt(TimeSpan.FromHours(-1)).ShouldBe(1);
    }

    [Fact]
    public void Its_peak_is_scaled_to_requests_per_second()
    {
        var trace = TraceFile.Parse("t.csv", Good).ScaledTo(900, TimeSpan.FromDays(1));
        trace.Peak.ShouldBe(900);
        trace.RateAt(TimeSpan.Zero).ShouldBe(450);
    }

    [Theory]
    [InlineData("t.csv:1: the first line", "time;count")]
    [InlineData("t.csv:2: \"2014-04-10 00:00:00\" has 1 fields", "timestamp,value", "2014-04-10 00:00:00")]
    [InlineData("t.csv:2: \"yesterday\" is not a time", "timestamp,value", "yesterday,4")]
    [InlineData("t.csv:3: \"-4\" is not a count", "timestamp,value", "2014-04-10 00:00:00,1", "2014-04-10 00:05:00,-4")]
    [InlineData("t.csv:3: 2014-04-10 00:00:00 is not after", "timestamp,value", "2014-04-10 00:00:00,1", "2014-04-10 00:00:00,1")]
    [InlineData("t.csv: a trace needs two points", "timestamp,value", "2014-04-10 00:00:00,1")]
    public void What_is_wrong_is_named_with_its_file_and_line(string message, params string[] lines) =>
        Should.Throw<TraceFormatException>(() => TraceFile.Parse("t.csv", lines)).Message.ShouldStartWith(message);
}
