namespace FedScaler.Architecture.Tests;

public sealed class MethodShapeTests
{
    private const int MostLines = 60;

    public static TheoryData<string> Projects => [.. Layers.Arrows.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_method_fits_a_screen(string project) =>
        MethodLengths.Of(AssemblyScan.PathOf(project))
            .Where(method => method.Lines > MostLines)
            .Select(method => $"{method.Place}: {method.Lines} lines")
            .ShouldBeEmpty();

    [Fact]
    public void Methods_are_measured() =>
        MethodLengths.Of(typeof(MethodLengths).Assembly.Location)
            .Where(method => method.Place.Contains("MethodLengths.cs", StringComparison.Ordinal))
            .Max(method => method.Lines)
            .ShouldBeInRange(15, 30);
}
