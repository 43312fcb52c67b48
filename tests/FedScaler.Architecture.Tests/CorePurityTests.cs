namespace FedScaler.Architecture.Tests;

public sealed class CorePurityTests
{
    [Fact]
    public void Core_touches_no_IO_no_clock_no_chance_no_JSON_and_never_waits() =>
        Purity.Breaches(AssemblyScan.Read(AssemblyScan.PathOf("FedScaler.Core"))).ShouldBeEmpty();

    [Theory]
    [InlineData("System.IO.File")]
    [InlineData("System.Threading.Tasks.Task")]
    [InlineData("System.TimeProvider")]
    [InlineData("System.Random")]
    [InlineData("System.DateTimeOffset.get_UtcNow")]
    [InlineData("System.Guid.NewGuid")]
    public void A_breach_would_be_seen(string breach) =>
        Purity.Breaches(AssemblyScan.Read(typeof(Impure).Assembly.Location)).ShouldContain(breach);

    /// <summary>Does all that Core must not.</summary>
    internal static class Impure
    {
        public static async Task<object> Do(TimeProvider time)
        {
            await Task.CompletedTask;
#pragma warning disable RS0030 // The banned clock is the very thing that the scan must find.
            var now = DateTimeOffset.UtcNow;
#pragma warning restore RS0030
            return (time.GetUtcNow(), now, Guid.NewGuid(), new Random(1), File.Exists("x"));
        }
    }
}
