namespace FedScaler.Architecture.Tests;

/// <summary>Files stay short, and are named for what is in them.</summary>
public sealed class FileShapeTests
{
    private const int MostLines = 300;

    /// <summary>Files that may be longer, each with its reason.</summary>
    private static readonly Dictionary<string, string> LongerWithReason = new(StringComparer.Ordinal);

    /// <summary>Public types beside another in its file, each with its reason.</summary>
    private static readonly Dictionary<string, string> CompanionsWithReason = new(StringComparer.Ordinal)
    {
        ["src/FedScaler.Core/Splitting/FleetCondition.cs: FleetConditions"] = "the names that a condition's type takes",
    };

    /// <summary>Names that say nothing of what a type does.</summary>
    private static readonly string[] EmptySuffixes = ["Helper", "Helpers", "Manager", "Util", "Utils", "Utility", "Utilities", "Impl"];

    [Fact]
    public void No_source_file_is_longer_than_the_gate() =>
        Repository.Sources
            .Where(file => !LongerWithReason.ContainsKey(file))
            .Select(file => (File: file, Lines: Repository.ReadLines(file).Length))
            .Where(file => file.Lines > MostLines)
            .Select(file => $"{file.File}: {file.Lines} lines")
            .ShouldBeEmpty($"split what is longer than {MostLines} lines");

    [Fact]
    public void Every_exception_to_the_gate_is_still_needed() =>
        LongerWithReason.Keys.Where(file => Repository.ReadLines(file).Length <= MostLines).ShouldBeEmpty();

    [Fact]
    public void A_file_is_named_for_a_type_in_it() =>
        Repository.Sources
            .Select(file => (File: file, Types: SourceTypes.In(file)))
            .Where(file => file.Types.Count > 0 && file.Types.All(type => type.Name != StemOf(file.File)))
            .Select(file => $"{file.File}: {string.Join(", ", file.Types.Select(type => type.Name))}")
            .ShouldBeEmpty();

    [Fact]
    public void A_file_has_one_public_type_apart_from_its_enums_and_the_cases_of_its_union() =>
        Repository.Sources
            .SelectMany(file => SourceTypes.In(file)
                .Where(type => type.IsPublic && type.Name != StemOf(file) && !IsCompanion(type, StemOf(file)))
                .Select(type => $"{file}: {type.Name}"))
            .Except(CompanionsWithReason.Keys, StringComparer.Ordinal)
            .ShouldBeEmpty();

    [Fact]
    public void No_type_has_a_name_that_says_nothing() =>
        Repository.AllCSharp
            .SelectMany(file => SourceTypes.In(file)
                .Where(type => EmptySuffixes.Any(suffix => type.Name.EndsWith(suffix, StringComparison.Ordinal)))
                .Select(type => $"{file}: {type.Name}"))
            .ShouldBeEmpty();

    [Fact]
    public void The_declarations_of_a_file_are_read() =>
        SourceTypes.In("src/FedScaler.Core/Splitting/MemberSnapshot.cs").Select(type => $"{type.Kind} {type.Name}")
            .ShouldBe(["enum MemberContact", "record MemberSnapshot"]);

    // Name.cs, Name.Part.cs and Name{T}.cs are all named for Name.
    private static string StemOf(string file) => Path.GetFileName(file).Split('.', '{')[0];

    // An enum that only one type uses, and the cases of a closed union, read best beside it.
    private static bool IsCompanion(SourceTypes.Declaration type, string stem) =>
        type.Kind == "enum" || type.Line.Contains($": {stem}", StringComparison.Ordinal);
}
