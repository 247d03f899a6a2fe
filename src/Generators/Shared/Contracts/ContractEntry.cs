namespace RayNet.Contracts;

/// <summary>One line of a contracts file. It means the same wherever it stands, so that branches merge.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Owner">The type that it belongs to; the type itself for types.</param>
/// <param name="Name">The full name of a call; the plain name of a member or value; the type for a case.</param>
/// <param name="Number">The id of a call or actor in hexadecimal, the place of a member, the tag of a case, the number of a value; else empty.</param>
/// <param name="Detail">The rest: signature, type, kind of type.</param>
internal sealed record ContractEntry(ContractKind Kind, string Owner, string Name, string Number, string Detail)
{
    private const string Required = ", required";

    /// <summary>Whether the member or case has been removed, and its number must not get another meaning.</summary>
    public bool IsReserved { get; init; }

    /// <summary>The line.</summary>
    internal string Text => (IsReserved ? "reserved " : string.Empty) + ContractSyntax.Write(this);

    internal bool IsCall => Kind is ContractKind.Constructor or ContractKind.Method or ContractKind.Task;

    internal bool IsData => Kind >= ContractKind.Type;

    /// <summary>Whether a value cannot be built without this member.</summary>
    internal bool IsRequired => Kind == ContractKind.Member && Detail.EndsWith(Required, StringComparison.Ordinal);

    /// <summary>The type of a member.</summary>
    internal string MemberType => IsRequired ? Detail.Substring(0, Detail.Length - Required.Length) : Detail;

    internal static ContractEntry OfMember(string owner, int position, string name, string type, bool isRequired) =>
        new(ContractKind.Member, owner, name, ContractSyntax.Number(position), isRequired ? type + Required : type);
}
