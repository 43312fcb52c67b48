using System.CommandLine;
using System.CommandLine.Parsing;
using FedScaler.Api.Common;
using FedScaler.ScaleIns;

namespace FedScaler.Members;

/// <summary>Arguments that several member commands take.</summary>
internal static class MemberArguments
{
    public static Option<FileInfo?> HubKubeconfig(string name = "--hub-kubeconfig") =>
        new(name) { Description = "The hub's kubeconfig; without it $KUBECONFIG or ~/.kube/config, as with kubectl.", HelpName = "FILE" };

    public static Option<string?> HubContext(string name = "--hub-context") => new(name) { Description = "Context of that kubeconfig; without it the current one.", HelpName = "C" };

    public static Option<string> Namespace() =>
        new("--namespace") { Description = "The service's namespace on the hub, and of its account in the member.", DefaultValueFactory = static _ => "fedscaler-system" };

    public static Option<bool> Loopback() => new("--allow-loopback-members") { Description = "Accept members on loopback addresses, and plain http there: for sandboxes." };

    /// <param name="least">Less than this is refused, and why.</param>
    public static Option<TimeSpan> Duration(string name, string description, TimeSpan otherwise, (TimeSpan Time, string Why)? least = null) => new(name)
    {
        Description = $"{description} [default: {GoDuration.Format(otherwise)}].",
        HelpName = "TIME",
        CustomParser = result => Read(name, result, least),
        DefaultValueFactory = _ => otherwise,
    };

    /// <summary>A member's name is an object's, and not an option that was misspelt.</summary>
    public static Argument<string> Name()
    {
        var name = new Argument<string>("NAME") { Description = "The member's name: of its MemberCluster and its Secret." };
        name.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens)
            {
                if (token.Value.StartsWith('-')) result.AddError($"{token.Value} is not an option of this command: --help lists them");
                else if (ObjectName.Refusal(token.Value) is { } refusal) result.AddError($"NAME: {refusal}");
            }
        });
        return name;
    }

    private static TimeSpan Read(string name, ArgumentResult result, (TimeSpan Time, string Why)? least)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        var form = text.Length > 0 && text.All(char.IsAsciiDigit) ? $"{text}s" : text;
        if (GoDuration.TryParse(form, out var duration) && duration > TimeSpan.Zero)
        {
            if (duration < least?.Time) result.AddError($"{name} {text}: {least.Value.Why}");
            return duration;
        }

        result.AddError($"{name} {text}: is not a time of a second or more: write it as 90s, 10m or 168h");
        return TimeSpan.Zero;
    }
}
