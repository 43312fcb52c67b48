using System.Text.RegularExpressions;

namespace FedScaler.Architecture.Tests;

/// <summary>What has no place in any file of the repository.</summary>
public sealed class HygieneTests
{
    private static readonly string[] TextEndings =
        [".cs", ".csproj", ".props", ".targets", ".sln", ".json", ".yaml", ".yml", ".md", ".txt", ".sh", ".globalconfig", ".editorconfig", ".tpl", ".html", ".config"];

    private static readonly string[] TextNames = ["Makefile", "run", "LICENSE"];

    // In two halves each, so that this file is not its own first finding.
    private static readonly string[] MachinePlaces =
    [
        "/wo" + "rk/",
        "/ro" + "ot/",
        "/ho" + "me/",
        "C:" + @"\Users",
    ];

    private static readonly string[] PackageIndexes =
    [
        "nuget" + ".org",
        "pypi" + ".org",
        "registry.npm" + "js",
        "/v3/index" + ".json",
        "/artifact" + "ory/",
    ];

    private static readonly string[] Unfinished =
    [
        "TO" + "DO",
        "FIX" + "ME",
        "HA" + "CK",
        "XX" + "X",
        "NotImplemented" + "Exception",
    ];

    /// <summary>Files of others, kept as they are: recordings and traces.</summary>
    private static readonly string[] Foreign = ["/TestData/", "/testdata/", "/Recordings/", "samples/traces/"];

    [Fact]
    public void No_file_knows_the_machine_it_was_written_on() => Findings(MachinePlaces, TextFiles).ShouldBeEmpty();

    [Fact]
    public void No_file_names_a_package_index() => Findings(PackageIndexes, TextFiles).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_unfinished() => Findings(Unfinished, Repository.AllCSharp).ShouldBeEmpty();

    [Fact]
    public void A_finding_would_be_seen() =>
        Findings(["Purity" + "Breach"], ["tests/FedScaler.Architecture.Tests/HygieneTests.cs"]) // PurityBreach
            .ShouldHaveSingleItem().ShouldContain("HygieneTests.cs:");

    private static IEnumerable<string> TextFiles =>
        Repository.Files.Where(file => !Foreign.Any(file.Contains) && IsText(file));

    private static bool IsText(string file) =>
        TextEndings.Contains(Path.GetExtension(file), StringComparer.Ordinal) || TextNames.Contains(Path.GetFileName(file), StringComparer.Ordinal);

    // Whole words where the pattern is one: an "XX" + "XX" in a template is nobody's note.
    private static List<string> Findings(string[] patterns, IEnumerable<string> files)
    {
        var pattern = new Regex(
            string.Join('|', patterns.Select(text => char.IsLetter(text[0]) ? $@"\b{Regex.Escape(text)}\b" : Regex.Escape(text))),
            RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(30));
        return
        [
            .. from file in files
               from line in Repository.ReadLines(file).Index()
               where pattern.IsMatch(line.Item)
               select $"{file}:{line.Index + 1}: {line.Item.Trim()}",
        ];
    }
}
