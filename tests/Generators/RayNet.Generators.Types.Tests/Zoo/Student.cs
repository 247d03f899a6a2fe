namespace Zoo;

/// <summary>No signature mentions it.</summary>
public sealed class Student : Person
{
    public string School { get; set; } = "";
}
