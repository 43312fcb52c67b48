namespace FedScaler.Architecture.Tests;

/// <summary>A test is found where its subject is: tests/FedScaler.X.Tests/Folder mirrors src/FedScaler.X/Folder.</summary>
public sealed class TestMirrorTests
{
    private static readonly string[] Mirrored =
        ["FedScaler.Core", "FedScaler.Kube", "FedScaler.Runtime", "FedScaler.Api", "FedScaler.Controllers", "FedScaler.Sandbox"];

    /// <summary>Folders of what tests share, which mirror nothing.</summary>
    private static readonly string[] Shared = ["TestData", "Fixtures", "Recordings", "Testing", "Server", "Support", "Chart", "Samples", "Kubectl", "Transcripts", "Admission"];

    public static TheoryData<string> Projects => [.. Mirrored];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_folder_of_tests_has_its_folder_of_sources(string project)
    {
        var sources = FoldersUnder($"src/{project}/");
        FoldersUnder($"tests/{project}.Tests/")
            .Where(folder => !Shared.Contains(folder, StringComparer.Ordinal))
            .Except(sources, StringComparer.Ordinal)
            .ShouldBeEmpty();
    }

    private static HashSet<string> FoldersUnder(string root) =>
        Repository.AllCSharp
            .Where(file => file.StartsWith(root, StringComparison.Ordinal))
            .Select(file => file[root.Length..])
            .Where(file => file.Contains('/', StringComparison.Ordinal))
            .Select(file => file[..file.IndexOf('/', StringComparison.Ordinal)])
            .ToHashSet(StringComparer.Ordinal);
}
