using System.CommandLine;
using FedScaler.Members.Add;
using FedScaler.Members.Check;
using FedScaler.Members.Remove;

namespace FedScaler.Members;

/// <summary><c>fedscaler member</c>: registers clusters, says how they stand, and takes them out.</summary>
internal static class MemberCommand
{
    public static Command Create() => new("member", "Register member clusters with least privilege, check them, and take them out.")
    {
        MemberAddCommand.Create(),
        MemberCheckCommand.Create(),
        MemberRemoveCommand.Create(),
    };
}
