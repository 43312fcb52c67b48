using System.Text.RegularExpressions;

namespace FedScaler.Architecture.Tests;

/// <summary>
/// Borders inside a project, where the compiler draws none. Each row: a folder, the words that no file in it may use
/// outside a comment, why, and the files that may all the same, each for a reason given beside it.
/// </summary>
public sealed partial class SeamTests
{
    // How a share travels is the fleet port's business (FedScaler.Controllers/Fleet/IFleet*.cs): a fleet may be reached
    // directly, or through Karmada or Open Cluster Management. A file that only writes the hub's own objects may be
    // excepted for IKubeClient; better, it goes through a port of the hub's.
    private static readonly string[] WaysToMembers =
        ["HttpClient", "SocketsHttpHandler", "IKubeClient", "KubeClient", "Kubeconfig", "Direct", "Karmada"];

    private static readonly Seam[] Seams =
    [
        // These three write the FedHPA itself, on the hub; nothing of theirs goes to a member.
        new("src/FedScaler.Controllers/FedHpa/", WaysToMembers, Except:
        [
            "src/FedScaler.Controllers/FedHpa/FedHpaController.cs",
            "src/FedScaler.Controllers/FedHpa/FedHpaFinalizer.cs",
            "src/FedScaler.Controllers/FedHpa/FedHpaStatusWriter.cs",
        ]),
        // These write the CronHPA itself, or look at the hub's clock; nothing of theirs goes to a member.
        new("src/FedScaler.Controllers/CronHpa/", WaysToMembers, Except:
        [
            "src/FedScaler.Controllers/CronHpa/CronHpaController.cs",
            "src/FedScaler.Controllers/CronHpa/CronHpaStatusWriter.cs",
            "src/FedScaler.Controllers/CronHpa/HubClock.cs",
        ]),
        // These write the ScaleIn itself, or read and lower the FedHPA or binding over it, on the hub; members are reached by IRemovalFleet.
        new("src/FedScaler.Controllers/ScaleIn/", WaysToMembers, Except:
        [
            "src/FedScaler.Controllers/ScaleIn/LeaderWriter.cs",
            "src/FedScaler.Controllers/ScaleIn/Leaders.cs",
            "src/FedScaler.Controllers/ScaleIn/ScaleInController.cs",
            "src/FedScaler.Controllers/ScaleIn/ScaleInFinalizer.cs",
            "src/FedScaler.Controllers/ScaleIn/ScaleInStatusWriter.cs",
        ]),
        new("src/FedScaler.Controllers/Bindings/", WaysToMembers, Except: []),
        // The service runs against any fleet: it must not know the one that lives in its own process.
        new("src/FedScaler.Controllers/", ["Sandbox"], Except: []),
    ];

    private sealed record Seam(string Folder, string[] Words, string[] Except);

    public static TheoryData<string> Folders => [.. Seams.Select(seam => seam.Folder)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void No_file_reaches_across_a_seam(string folder)
    {
        var seam = Seams.Single(candidate => candidate.Folder == folder);
        Repository.Sources
            .Where(file => file.StartsWith(folder, StringComparison.Ordinal) && !seam.Except.Contains(file, StringComparer.Ordinal))
            .SelectMany(file => Crossings(Repository.ReadLines(file), seam.Words).Select(crossing => $"{file}: {crossing}"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_crossing_would_be_seen_in_code_and_not_in_comments() =>
        Crossings(["// KubeClient", "/// <see cref=\"KubeClient\"/>", "var client = new KubeClient(); // why", "KubeClients"], ["KubeClient"])
            .ShouldBe(["var client = new KubeClient(); // why"]);

    private static IEnumerable<string> Crossings(IEnumerable<string> lines, string[] words) =>
        lines.Where(line => Word().Matches(Comment().Replace(line, "")).Any(word => words.Contains(word.Value, StringComparer.Ordinal)))
            .Select(line => line.Trim());

    [GeneratedRegex(@"//.*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"[A-Za-z_]\w*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Word();
}
