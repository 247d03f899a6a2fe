using System.Globalization;

namespace RayNet.Contracts;

/// <summary>The order of the lines: what belongs to one type stands together, members by their places.</summary>
internal sealed class ContractOrder : IComparer<ContractEntry>
{
    internal static readonly ContractOrder Instance = new();

    public int Compare(ContractEntry? x, ContractEntry? y)
    {
        if (x is null || y is null)
        {
            return x is null ? (y is null ? 0 : -1) : 1;
        }

        int order = string.CompareOrdinal(x.Owner, y.Owner);
        order = order != 0 ? order : x.Kind.CompareTo(y.Kind);
        order = order != 0 || x.Kind <= ContractKind.Type ? order : Place(x).CompareTo(Place(y));
        return order != 0 ? order : string.CompareOrdinal(x.Text, y.Text);
    }

    private static decimal Place(ContractEntry entry) =>
        decimal.TryParse(entry.Number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal place) ? place : 0;
}
